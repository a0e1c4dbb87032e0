"""The command line: `fangzhi --help`.

Exit codes: 0 done, 1 done with failures told (or not done, with the reason), 2 wrong usage, 130 stopped by Ctrl-C.
Commands that need no orchestration never import prefect, which alone costs two seconds; heavy parts are imported where
they are used.
"""

import sys
from typing import Protocol, runtime_checkable

import typer

from extractors.errors import FangzhiError, UsageError
from flows.cli import analyst, catalogues, explain, operations, published, running, text
from flows.cli.commands import Commands
from flows.cli.terminal import harmless

app = Commands("The living gazetteer: indicators of every Chinese county, read from the daily news.", name="fangzhi")
for group in (running, text, explain, analyst, published, catalogues, operations):
    group.register(app)


@runtime_checkable
class Shown(Protocol):
    """A usage error of the command line library: it shows itself and knows its exit code."""

    exit_code: int

    def show(self) -> None: ...


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command; errors go to stderr in one line that says what to do."""
    try:
        result = app(arguments, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except typer.Exit as exit:
        return exit.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return told("stopped", 130)
    except UsageError as error:
        return told(str(error), 2)
    except FangzhiError as error:
        return told(str(error), 1)
    except BrokenPipeError:  # `fangzhi sql ... | head`
        sys.stderr.close()
        return 0
    except Exception as error:
        if not isinstance(error, Shown):
            raise
        error.show()
        return error.exit_code


def told(message: str, code: int) -> int:
    typer.echo(harmless(f"fangzhi: {message}"), err=True)
    return code
