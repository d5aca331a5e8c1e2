"""Pages by the thousand and the billion: archives, tables and folders in, one row out for each row in."""
