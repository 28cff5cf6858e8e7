"""The whole register as a workbook or as JSON, in a form that can be read in again without loss."""
