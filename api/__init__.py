"""The HTTP API and the pages: FastAPI over a Stand. Imports ``kaarten`` and ``regio``, never the reverse."""
