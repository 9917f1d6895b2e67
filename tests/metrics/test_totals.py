"""What stands for everybody where publishers count by cause and add the causes nowhere."""

from metrics import latest, trend


def test_a_place_with_statements_of_one_cause_only_has_a_series_of_that_cause(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       dimension  category
        first      idmc       2019-12-31  cause      conflict
        second     idmc       2020-12-31  cause      conflict
        tents      idmc       2020-12-31  shelter    tents
        everybody  idmc       2020-12-31  .          .
    """)
    series = trend.series(figures, "x", "idps", "SYR")
    assert rows(series, "figure_id") == ["everybody"]
    alone = frame("""
        figure_id  source_id  as_of       dimension  category
        first      idmc       2019-12-31  cause      conflict
        second     idmc       2020-12-31  cause      conflict
        tents      idmc       2020-12-31  shelter    tents
    """)
    assert rows(trend.series(alone, "x", "idps", "SYR"), "figure_id") == ["first", "second"]


def test_two_causes_are_never_one_series_conflict_goes_first(frame, rows):
    figures = frame("""
        figure_id  source_id  dimension  category
        war        idmc       cause      conflict
        flood      idmc       cause      disaster
    """)
    assert rows(trend.series(figures, "x", "idps", "SYR"), "figure_id") == ["war"]
    disaster = frame("""
        figure_id  source_id  dimension  category
        flood      idmc       cause      disaster
    """)
    assert rows(trend.series(disaster, "x", "idps", "SYR"), "figure_id") == ["flood"]


def test_a_cut_by_sex_of_one_cause_stands_for_nobody_else(frame, rows):
    figures = frame("""
        figure_id  sex  dimension  category
        women      f    cause      conflict
    """)
    assert rows(trend.series(figures, "x", "idps", "SYR"), "figure_id") == []


def test_what_a_reader_can_choose_has_places_that_are_only_counted_by_cause(frame, rows):
    figures = frame("""
        figure_id  location_id  dimension  category
        syria      SYR          .          .
        mali       MLI          cause      conflict
        tents      SDN          shelter    tents
    """)
    assert rows(trend.subjects(figures), "location_id") == ["MLI", "SYR"]


def test_a_headline_is_of_one_cause_only_where_nobody_says_the_whole(frame, rows):
    figures = frame("""
        figure_id  location_id  dimension  category  as_of
        whole      SYR          .          .         2019-12-31
        part       SYR          cause      conflict  2020-12-31
        alone      MLI          cause      conflict  2020-12-31
    """)
    cards = [("idps", "SYR"), ("idps", "MLI")]
    assert rows(latest.headlines(figures, cards), "figure_id", "card") == [("alone", 1), ("whole", 0)]
