"""The numbers an agency is rung on."""
