"""What would lapse: asked before an agreement or an agency goes."""
