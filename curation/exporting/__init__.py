"""How rows leave: files for spreadsheets, HXL tools and programs, each with its sources' licences."""
