"""How numbers look: rows in, plotly Figure out. Knows neither the metrics nor Streamlit."""

from charts import breakdown, trend

__all__ = ["breakdown", "trend"]
