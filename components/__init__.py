"""Pieces the pages share. Besides the door and the pages the only room that knows Streamlit."""
