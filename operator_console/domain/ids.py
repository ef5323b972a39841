"""The names by which things are called, each a type of its own so that they cannot be mixed up."""

from typing import NewType

UserName = NewType("UserName", str)
"""What a person signs in with; NFKC, case-folded, unique in a vault."""
ClientId = NewType("ClientId", str)
"""A client company (委託元), the key of its table in the policy."""
PurposeId = NewType("PurposeId", str)
"""What a call is about (用件), the key of its table in the policy."""
FieldName = NewType("FieldName", str)
"""A field of a customer, the key of its table in the policy."""
ItemId = NewType("ItemId", str)
"""A question of a checklist, the key of its table in the policy."""
RepresentativeId = NewType("RepresentativeId", str)
"""Who may speak for a customer (代理人), the key of its table in the policy; empty for the customer themselves."""
MemoId = NewType("MemoId", int)
"""A saved memo; never given out twice in a vault."""
CallId = NewType("CallId", str)
"""A call, 32 hexadecimal digits, random."""
CustomerId = NewType("CustomerId", int)
"""A customer's row in the vault; never leaves the vault process."""
CustomerRef = NewType("CustomerRef", str)
"""A customer as the log names them: 32 hexadecimal digits of a keyed hash, not the number."""
