"""Whether a documented arrangement anticipates a flow: five gates, a verdict, reasons. Pure."""
