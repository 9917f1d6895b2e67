"""The data folder of a deployment: filled at first start, and never against its owner."""

from components import published, warm


def test_a_deployment_starts_with_the_tables_of_the_dashboard(tmp_path, monkeypatch):
    own = tmp_path / "figures"
    monkeypatch.setenv(published.DATA_SETTING, str(own))
    warm.warm()
    assert len(published.published("figures")) >= 600
    assert (own / "datapackage.json").exists()


def test_a_folder_that_cannot_be_written_is_logged_and_stops_nothing(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(published.DATA_SETTING, str(tmp_path / "file" / "figures"))
    warm.warm()
    assert "the data folder cannot be filled" in caplog.text
    assert "the tables cannot be shown" in caplog.text
