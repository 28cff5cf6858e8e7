"""When an agreement last changed in what a checklist was answered about."""
