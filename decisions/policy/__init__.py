"""The law as data: packs of decision tables, what they say of a case, and the proof that they keep their promises."""
