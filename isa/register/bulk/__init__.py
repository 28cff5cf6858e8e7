"""Many agencies and agreements in one step."""
