"""Rule files: what is known of one site's pages, as data.

``load`` reads the files, ``match`` finds the rule for a page, ``apply`` says what the rule makes of the page's blocks
and fields. A rule narrows, drops, stops and points; it holds no code.
"""
