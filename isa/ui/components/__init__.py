"""Browser components, one to a file: each is named as its script and its styles in ``frontend``.

The scripts are packaged and served from our own address. Text reaches the page by ``textContent`` or
``value`` only, so nothing a user typed is ever read as markup.
"""
