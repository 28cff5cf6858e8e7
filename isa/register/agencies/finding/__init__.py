"""Finding an agency by what somebody typed."""
