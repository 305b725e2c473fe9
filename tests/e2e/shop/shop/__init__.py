"""A shop with two tables: as little as there is to deploy, and as quick."""

from stamp_infra import App

from . import account, data, sam
from .environments import dev, prod

app = App(
    name="shop",
    environments=(dev, prod),
    root=sam.stack,
    nested=(data.stack,),
    standalone=(account.stack,),
    package="shop",
)
