"""Writes extractors/data/sources/*.csv from the table of sites that was gathered from public repositories.

    python scripts/build_sources.py TABLE.csv

TABLE has a row a site: home_code, home (path), kind (gov | epaper), host, home_url, list_name, list_url, list_status,
checked. A source that stands in the catalogue already keeps its id, so that what was harvested under it stays findable.

What is decided here:
* A government site with a news list that answered is `active`; one without is `home page only`: its address is the
  home page, for `fangzhi sources check` to find the list.
* A list that several sites share belongs to the site it lies on; the others have no list of their own.
* An e-paper's `{date}` becomes {yyyy}, {mm}, {dd} by the family of its software (DATES). Without a family, without a
  home, or with an address that belongs to another city's paper it is `doubtful`.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from extractors.sources import BUILT_IN
from extractors.sources.cells import GENERIC

COLUMNS = ["id", "name", "home", "kind", "url", "status", "note"]
NOWHERE = "00"
PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
    "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区", "71": "台湾省", "81": "香港特别行政区",
    "82": "澳门特别行政区", NOWHERE: "no known home",
}  # fmt: skip
HEADER = """\
# Sources of {province} ({code}): news lists of government sites, and e-papers. One source a line.
# Columns: docs/sources.md. The note says when the address was last seen to answer; it is for people.
# Names and addresses, facts only, as gathered in github.com/anyi-econ/china-public-debt (data/website-news.xlsx and
# website-gov.xlsx, looked at on 2026-04-26) and github.com/xiaoxiaosuaxuan/newscrapy (e-papers, 2023).
# Rebuilt by scripts/build_sources.py, which keeps the ids.
"""
# Homes that the table leaves open: a district that has no code of its own stands under the one above it.
HOMES = {
    "黑龙江省/大兴安岭地区/加格达奇区": "232700",
    "黑龙江省/大兴安岭地区/松岭区": "232700",
    "黑龙江省/大兴安岭地区/新林区": "232700",
    "黑龙江省/大兴安岭地区/呼中区": "232700",
    "河南省/济源示范区": "419001",
}
# Sites that the table gives to another district of the same name.
SITES = {
    "www.putuo.gov.cn": ("330903", "浙江省/舟山市/普陀区"),
    "www.lsszq.gov.cn": ("511102", "四川省/乐山市/市中区"),
    "www.neijiangshizhongqu.gov.cn": ("511002", "四川省/内江市/市中区"),
}
# Papers whose name begins like some district's, but which speak for another one; "" for the whole country.
PAPERS = {
    "光明日报": "", "解放日报": "310000", "滨城时报": "120116", "江海晚报": "320600", "南湖晚报": "330400",
    "浔阳晚报": "360400", "平原晚报": "410700", "中原商报": "130400", "梅江日报": "441400", "右江日报": "451000",
    "鹤城晚报": "230200",
}  # fmt: skip
# Names of lists that carry the news of the country or the province rather than the district's.
FROM_ABOVE = re.compile(r"国务|国务院|中央|全国|国内|国际|新华|中省|省府|省政府|省内|省市|自治区要闻|疆内|西藏要闻")
# Lists of sites whose home page alone is known, named elsewhere and never looked at.
SEEN = (
    ("340400", "淮南市政府 今日淮南", "https://www.huainan.gov.cn/zwgk/jrhn/"),
    ("340400", "淮南市政府 县区动态", "https://www.huainan.gov.cn/zwgk/xqdt/"),
    ("340406", "潘集区政府 今日潘集", "https://www.panji.gov.cn/pjzx/jrpj/"),
    ("340422", "寿县政府 今日寿州", "https://www.shouxian.gov.cn/zwzx/jrsz/"),
)
YMD, Y_M_D, YM_D, Y_MD = "{yyyy}{mm}{dd}", "{yyyy}-{mm}-{dd}", "{yyyy}{mm}/{dd}", "{yyyy}-{mm}/{dd}"
# How the families of e-paper software write the day, by the rest of the address. The first that fits decides.
DATES = (
    (r"/\d{4}/\{date\}/\{date\}_", YMD),
    (r"/html/szbz/\{date\}/", YMD),  # Html/szbz/20220802/szbzA1.Html
    (r"/shtml/\w+/\{date\}/", YMD),
    (r"\{date\}/Page\d\w*\.htm", YMD),
    (r"\{date\}/html/index\.htm", YMD),
    (r"\{date\}/Qpaper\.html", Y_M_D),
    (r"\{date\}/\d+/index\.html", Y_M_D),
    (r"/html/\{date\}/\d+/default\.htm", "{yyyy}/{mm}/{dd}"),
    (r"/(layout|column|col|pc)/\{date\}/", YM_D),
    (r"/html\d?/\{date\}/(node_|nbs\.)", Y_MD),
    (r"/content/\{date\}/node_", Y_MD),
    (r"\{date\}/(node_?|l|col)[A-Z]?\d+\.html", YM_D),
)
GENERIC_PATHS = re.compile(
    r"(html?\d?|s?html|pc|layout|column|col|content|c|e?papers?|newspaper|szb|dzb|new|new|mp|site\d|htm|web|www|pages|cms|"
    r"page|rb|wb|files|\d+|.*\{.*|.*\..*)",
    re.IGNORECASE,
)


@dataclass
class Entry:
    home: str
    name: str
    kind: str
    url: str
    status: str
    note: str
    stem: str = ""
    id: str = ""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", type=Path)
    table = arguments.parse_args().table
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    entries = [*governments(rows), *papers(rows)]
    entries += [Entry(home, name, "list", url, "doubtful", "seen elsewhere, not looked at") for home, name, url in SEEN]
    identify(entries, known_ids())
    BUILT_IN.mkdir(parents=True, exist_ok=True)
    for old in BUILT_IN.glob("*.csv"):
        old.unlink()
    by_province = defaultdict(list)
    for entry in entries:
        by_province[entry.home[:2] or NOWHERE].append(entry)
    for code, members in by_province.items():
        with (BUILT_IN / f"{code}.csv").open("w", encoding="utf-8", newline="") as out:
            out.write(HEADER.format(province=PROVINCES[code], code=code))
            writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(vars(e) for e in sorted(members, key=lambda e: (e.home, e.kind != "list", e.id)))
    print(len(entries), "sources;", dict(Counter((e.kind, e.status) for e in entries)))


def governments(rows: list[dict[str, str]]) -> list[Entry]:
    rows = [row for row in rows if row["kind"] == "gov"]
    for row in rows:
        row["home_code"], row["home"] = SITES.get(row["host"], (row["home_code"], row["home"]))
    owners: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: row["home"].count("/")):  # the province before its counties
        if row["list_status"] == "200":
            owners.setdefault(plain(row["list_url"]), row)
    hosts = {row["host"]: row["home_code"] for row in sorted(rows, key=lambda row: -row["home"].count("/"))}
    entries, home_pages = [], set()
    for row in rows:
        home = row["home_code"] or HOMES.get(row["home"], "")
        site = row["home"].rsplit("/", 1)[-1] + "政府"
        where = urlsplit(row["list_url"]).hostname
        own = row["list_status"] == "200" and owners[plain(row["list_url"])] is row
        own = own and (where == row["host"] or hosts.get(where, row["home_code"]) == row["home_code"])
        name = cleaned(row["list_name"])
        if own and not is_article(name, row["list_url"]):
            above = from_above(name, row["home"])
            note = f"answered {row['checked']}" + (f"; news of {above}" if above else "")
            status = "active" if home and not above else "doubtful"
            found = Entry(home, f"{site} {name}".strip(), "list", row["list_url"], status, note)
        elif plain(row["home_url"]) in home_pages or hosts[row["host"]] != row["home_code"]:
            continue  # the site of another district
        else:
            note = REASONS.get(row["list_status"], "an article, or the list of another site, was taken for its list")
            found = Entry(home, site, "list", row["home_url"], "home page only", note)
            home_pages.add(plain(row["home_url"]))
        found.stem = stem(row["host"], "")
        entries.append(found)
    return entries


def cleaned(name: str) -> str:
    """The name of a list without what its menu puts around it.

    >>> cleaned("&#xe6cc; 政务动态"), cleaned("新闻中心-政务要闻")
    ('政务动态', '政务要闻')
    """
    return re.sub(r"&#\w+;|NEWS|^新闻中心-(?=.)", "", name).strip()


def is_article(name: str, url: str) -> bool:
    """Whether a headline was taken for the name of a list."""
    return len(name) > 8 or re.search(r"[，。！？【】]", name) is not None or re.search(r"/show/\d+\.", url) is not None


def from_above(name: str, home: str) -> str:
    """The larger district whose news a list carries, or nothing.

    >>> from_above("山西要闻", "山西省/吕梁市/离石区"), from_above("东城要闻", "北京市/东城区")
    ('山西省', '')
    """
    for unit in home.split("/")[:-1]:
        if name.startswith(
            re.sub(r"(省|市|地区|盟|自治区|自治州|.族自治州|回族自治区|壮族自治区|维吾尔自治区)$", "", unit)
        ):
            return unit
    return "a larger district" if "/" in home and FROM_ABOVE.search(name) else ""


REASONS = {"未识别栏目": "no news list recognised 2026-04-26", "首页不可达": "out of reach 2026-04-26"}


def papers(rows: list[dict[str, str]]) -> list[Entry]:
    rows = [
        row | {"home_code": PAPERS.get(row["list_name"], row["home_code"])} for row in rows if row["kind"] == "epaper"
    ]
    of_site: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        of_site[site(row["host"])][row["home_code"]] += 1
    entries: list[Entry] = []
    taken: dict[str, str] = {}
    commonest = {where: max((n, code) for code, n in homes.items())[1] for where, homes in of_site.items()}
    for row in sorted(rows, key=lambda row: (not row["home_code"], row["home_code"] != commonest[site(row["host"])])):
        url, sure = dated(row["list_url"])
        usual = commonest[site(row["host"])]
        note = "template of 2023"
        if url in taken and (taken[url] == row["home_code"] or not row["home_code"]):
            continue
        if url in taken or (usual and row["home_code"] and row["home_code"][:2] != usual[:2]):
            sure, note = False, "address of another city's paper"
        elif not row["home_code"]:
            sure, note = False, "template of 2023, home unknown"
        elif not sure:
            note = "template of 2023, form of the day unknown"
        taken.setdefault(url, row["home_code"])
        entries.append(
            Entry(row["home_code"], row["list_name"], "epaper", url, "active" if sure else "doubtful", note,
                  stem(row["host"], urlsplit(url).path))
        )  # fmt: skip
    return entries


def dated(url: str) -> tuple[str, bool]:
    """The address with {yyyy}, {mm} and {dd}, and whether their form is known.

    >>> dated("http://a.example/2022/{date}/{date}_001/{date}_001.html")[0]
    'http://a.example/{yyyy}/{yyyy}{mm}{dd}/{yyyy}{mm}{dd}_001/{yyyy}{mm}{dd}_001.html'
    >>> dated("http://a.example/html/2022-12/07/node_8.htm")
    ('http://a.example/html/{yyyy}-{mm}/{dd}/node_8.htm', True)
    """
    if "{date}" not in url:
        filled = re.sub(r"/20\d\d(-?)[01]\d/[0-3]\d/", r"/{yyyy}\1{mm}/{dd}/", url)
        return filled, filled != url
    for pattern, day in DATES:
        if re.search(pattern, url, re.IGNORECASE):
            return re.sub(r"/2022/(?=\{date\})", "/{yyyy}/", url).replace("{date}", day), True
    return url.replace("{date}", YM_D), False


def stem(host: str, path: str) -> str:
    """The telling word of an address: the first label that is no generic one, or the paper's folder."""
    labels = [label for label in host.split(".") if label not in GENERIC and not label.isdigit()]
    words = [word for word in path.split("/") if word and not GENERIC_PATHS.fullmatch(word)]
    if words and (host.split(".")[0] in GENERIC or not labels):
        return re.sub(r"[^a-z0-9]", "", words[0].lower()) or "site"
    return re.sub(r"[^a-z0-9-]", "", labels[0].lower()) if labels else "site"


def identify(entries: list[Entry], known: dict[tuple[str, ...], str]) -> None:
    """Ids: those the catalogue has given already, then home and stem, numbered where they meet."""
    taken = set(known.values())
    given: dict[str, Entry] = {}
    for keys in (exactly, loosely):  # an address may change, a paper may have two on one host
        for entry in entries:
            entry.id = entry.id or known.get(keys(vars(entry)), "")
            if entry.id in given and given[entry.id] is not entry:
                entry.id = ""
            if entry.id:
                given[entry.id] = entry
    for entry in entries:
        number, base = 1, f"{entry.home or 'nowhere'}-{entry.stem or stem(urlsplit(entry.url).hostname or '', '')}"
        while not entry.id:
            proposed = base if number == 1 else f"{base}-{number}"
            if proposed not in taken:
                entry.id = proposed
            number += 1
        taken.add(entry.id)


def known_ids() -> dict[tuple[str, ...], str]:
    known: dict[tuple[str, ...], str] = {}
    for file in BUILT_IN.glob("*.csv"):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for row in csv.DictReader(lines):
            known[exactly(row)] = known[loosely(row)] = row["id"]
    return known


def exactly(row: dict[str, str]) -> tuple[str, ...]:
    return row["home"], row["kind"], row["name"], row["url"]


def loosely(row: dict[str, str]) -> tuple[str, ...]:
    return row["home"], row["kind"], row["name"], urlsplit(row["url"]).netloc


def plain(url: str) -> str:
    return re.sub(r"/+", "/", url.split("://", 1)[-1].partition("?")[0])


def site(host: str) -> str:
    labels = host.split(".")
    return (
        host if labels[-1].isdigit() else ".".join(labels[-3 if labels[-2] in ("com", "net", "org", "gov") else -2 :])
    )


if __name__ == "__main__":
    main()
