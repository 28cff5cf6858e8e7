"""How the register is doing."""
