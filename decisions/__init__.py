"""From a question to a sealed record: policy, journey, records. May import ``isa``, never the reverse."""
