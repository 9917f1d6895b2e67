"""What was known on a day: statements published by then, with those replaced since brought back."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import is_blank, rows_of


def as_known_on(figures: IntoFrameT, day: date) -> IntoFrameT:
    """Return the figures as somebody could have read them on `day`.

    Takes figures with `published_on`, `withdrawn_on`, `status` and `replaces`. A row counts when it
    was published on or before the day and had not disappeared by then; one withdrawn later is
    `validated` again, and one that came and went on the same day could be read on that day. A
    statement replaced by a row known that day is left out. A row marked withdrawn without a day
    (an error its publisher never took back) is never known.
    """
    rows = rows_of(figures)
    then = datetime(day.year, day.month, day.day)
    one_day = (nw.col("withdrawn_on") == then) & (nw.col("published_on") == then)
    gone_later = ((nw.col("withdrawn_on") > then) | one_day).fill_null(False)
    stands = nw.col("status").is_in(["preliminary", "validated"]) & is_blank("withdrawn_on")
    known = rows.filter((nw.col("published_on") <= then) & (gone_later | stands))
    status = nw.when(nw.col("status") == "withdrawn").then(nw.lit("validated")).otherwise(nw.col("status"))
    known = known.with_columns(status.alias("status"))
    replaced = known.filter(~is_blank("replaces")).select(nw.col("replaces").alias("figure_id")).unique()
    return nw.to_native(known.join(replaced, on="figure_id", how="anti"))
