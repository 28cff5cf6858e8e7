"""What every page is drawn with: frame, fields, tables, state and the door. Holds no law.

A page imports ``page`` (``isa.ui.frame``), fields (``isa.ui.fields``), a table or another component
(``isa.ui.components``, one to a file), ``go`` and ``link`` (``isa.ui.site``), and ``actor`` and
``database`` (``isa.ui.door``). Nothing else touches Streamlit's session state.
"""
