"""Who signed, who withdrew."""
