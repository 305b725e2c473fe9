"""The second region, deployed there once per account: the vault that production's backups are copied to."""

from stamp_infra import Stack, sub
from stamp_infra.blocks.backup import vault
from stamp_infra.blocks.kms import key

REGION = "ap-northeast-3"
NAME = sub("{app}-copies")
KEY_ALIAS = sub("alias/{app}-copies")

copies_key = key("copies", description="Encrypts the copies of backups.", alias_name=KEY_ALIAS)
copies = vault("copies", vault_name=NAME, key=copies_key)

stack = Stack("copies", [copies_key, copies], description=__doc__)
