"""How commands are declared: typer's way, but for how its help names things, and for SQL that begins with a comment."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from typer._click import Context, Parameter  # typer carries its own

F = TypeVar("F", bound=Callable[..., Any])
_COMMENT = re.compile(r"--(?=\s|.*\n)")  # no option has a blank behind its hyphens, or a second line


class Command(TyperCommand):
    def get_params(self, ctx: "Context") -> "list[Parameter]":
        return shown(super().get_params(ctx))


class SqlCommand(Command):
    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        return super().parse_args(ctx, statements_last(args))


class Group(TyperGroup):
    def get_params(self, ctx: "Context") -> "list[Parameter]":
        return shown(super().get_params(ctx))


def shown(params: "list[Parameter]") -> "list[Parameter]":
    """The same, with no type behind a flag, as nothing is to be given there, and arguments named as the README does.

    `--json`, not `--json <bool>`; `INDICATOR`, not `indicator`.
    """
    for param in params:
        if isinstance(param, TyperOption) and param.is_flag:
            param.metavar = ""
        elif isinstance(param, TyperArgument) and param.metavar is None:
            param.metavar = (param.name or "").upper()
    return params


def statements_last(arguments: list[str]) -> list[str]:
    """The same, with SQL that begins with a comment set where it is not taken for an option.

    >>> statements_last(["-- by county\\nselect 1", "--json"])
    ['--json', '--', '-- by county\\nselect 1']
    >>> statements_last(["select 1", "--json"]), statements_last(["--json", "--", "-- by county"])
    (['select 1', '--json'], ['--json', '--', '-- by county'])
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    comments = [word for word in arguments[:end] if _COMMENT.match(word)]
    if not comments:
        return arguments
    return [word for word in arguments[:end] if word not in comments] + ["--", *comments, *arguments[end + 1 :]]


class Commands(typer.Typer):
    """A group of commands; called without any, it shows its help."""

    def __init__(self, help: str, name: str | None = None) -> None:
        super().__init__(
            name=name,
            cls=Group,
            help=help,
            no_args_is_help=True,
            rich_markup_mode="rich",
            pretty_exceptions_enable=False,
            add_completion=False,
        )

    def command(
        self, name: str | None = None, *, cls: type[TyperCommand] | None = Command, **options: Any
    ) -> Callable[[F], F]:
        return super().command(name, cls=cls, **options)
