"""What makes two figures statements of one subject for one day."""

# One statement of these is the recommended one.
KEY = [
    "crisis_id",
    "indicator",
    "location_id",
    "population_group",
    "sex",
    "age_group",
    "dimension",
    "category",
    "origin_location_id",
    "period_start",
    "as_of",
]
