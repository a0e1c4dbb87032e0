"""How commands are declared: typer's way, but for what its help says of flags."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from typer._click import Context, Parameter  # typer carries its own

F = TypeVar("F", bound=Callable[..., Any])


class Command(TyperCommand):
    def get_params(self, ctx: "Context") -> "list[Parameter]":
        return typeless(super().get_params(ctx))


class Group(TyperGroup):
    def get_params(self, ctx: "Context") -> "list[Parameter]":
        return typeless(super().get_params(ctx))


def typeless(params: "list[Parameter]") -> "list[Parameter]":
    """The same, with no type shown behind a flag: `--json`, not `--json <bool>`, as nothing is to be given there."""
    for param in params:
        if isinstance(param, TyperOption) and param.is_flag:
            param.metavar = ""
    return params


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
