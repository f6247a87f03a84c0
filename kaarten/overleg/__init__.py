"""The pages about the OOGO: a gemeente, a samenwerkingsverband, and the number of tables in the country."""
