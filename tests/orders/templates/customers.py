"""The customers who sign in. No block of the library is like it, so it is plain troposphere, which goes as well."""

from troposphere import cognito

from stamp_infra import Block, Stack, name
from tests.orders.templates.environments import env

pool = Block(
    main=cognito.UserPool(
        "Customers",
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        UserPoolName=name("customers", limit=128),
        AdminCreateUserConfig=cognito.AdminCreateUserConfig(AllowAdminCreateUserOnly=True),
        DeletionProtection=env.pool_protection,
    )
)

stack = Stack("customers", [pool], description=__doc__)
