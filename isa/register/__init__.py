"""The register: agencies, agreements, who signed what and since when."""
