"""The proxy's configuration: what is filled in, what is refused, and that nginx takes it."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from deploy.render import TEMPLATE, USUAL, Missing, rendered
from tests.deploy import nginx

NEEDED = {"REPLICAS": "127.0.0.1:1 127.0.0.1:2", "PUBLIC_NAME": "figures.test", "CURATORS_NAME": "curators.test"}

DEPLOY = TEMPLATE.parent


@pytest.mark.parametrize("count", [1, 2, 7])
def test_any_number_of_replicas_is_one_list(count):
    listed = [f"dashboard-{number}:8501" for number in range(count)]
    servers = re.findall(r"^ +server (\S+) max_fails", rendered({**NEEDED, "REPLICAS": " ".join(listed)}), re.MULTILINE)
    assert servers == listed


def test_nothing_is_left_to_fill_in():
    _, _, rest = rendered(NEEDED).partition("\n\n")
    assert "${" not in rest


@pytest.mark.parametrize("name", NEEDED)
def test_a_setting_that_is_missing_is_named(name):
    with pytest.raises(Missing, match=f"^{name} is missing"):
        rendered({**NEEDED, name: " "})


@pytest.mark.parametrize("value", ["a; b", "a {", "a\nb", "$host", '"', "a#b"])
def test_a_setting_never_begins_a_directive_of_its_own(value):
    with pytest.raises(Missing, match="PUBLIC_NAME: found"):
        rendered({**NEEDED, "PUBLIC_NAME": value})


def test_the_two_sites_need_two_names():
    with pytest.raises(Missing, match="the curators' site needs a name of its own"):
        rendered({**NEEDED, "CURATORS_NAME": NEEDED["PUBLIC_NAME"]})


def test_half_a_certificate_is_refused():
    with pytest.raises(Missing, match="belong together"):
        rendered({**NEEDED, "CERTIFICATE": "/etc/certificate.pem"})


@pytest.mark.parametrize("more", [{}, {"FRONT": "10.0.0.1 10.1.0.0/16"}, {"SESSIONS_PER_ADDRESS": "7"}])
def test_nginx_takes_the_configuration(tmp_path, more):
    assert "test is successful" in nginx.said_of(tmp_path, {**NEEDED, **more})


def test_nginx_takes_the_configuration_with_certificates(tmp_path, certificate):
    files = {"CERTIFICATE": str(certificate[0]), "CERTIFICATE_KEY": str(certificate[1]), "PLAIN_LISTEN": "8081"}
    assert "test is successful" in nginx.said_of(tmp_path, {**NEEDED, **files})


def test_the_proxys_image_writes_its_configuration_where_it_may_and_nginx_takes_it(tmp_path):
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").partition(" AS proxy\n")[2]
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert re.findall(r"^WORKDIR (\S+)$", image, re.MULTILINE) == compose["services"]["proxy"]["tmpfs"]
    *shell, command = json.loads(re.search(r"^CMD (.+)$", image, re.MULTILINE)[1])
    command = command.replace("/opt/proxy", str(DEPLOY)) + " -t"
    programs = os.pathsep.join([str(Path(sys.executable).parent), str(Path(nginx.path()).parent), os.environ["PATH"]])
    own = {"FOLDER": str(tmp_path), "LOG": str(tmp_path / "answers.log"), "PATH": programs, **NEEDED}
    said = subprocess.run([*shell, command], cwd=tmp_path, env=own, capture_output=True, text=True, check=False).stderr
    assert f"{tmp_path / 'nginx.conf'} test is successful" in said


def test_the_readme_explains_every_setting():
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    inside = {"FOLDER", "LOG", "ERRORS", "LISTEN", "PLAIN_LISTEN"}
    assert not [name for name in {*NEEDED, *USUAL} - inside if f"`{name}`" not in readme]


def test_the_proxy_is_told_of_every_replica_of_the_compose_file_and_of_no_other():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    replicas = {name: one for name, one in compose["services"].items() if name.startswith("dashboard-")}
    proxy = compose["services"]["proxy"]
    addresses = [one["networks"]["inside"]["ipv4_address"] for one in replicas.values()]
    assert proxy["environment"]["REPLICAS"].split() == [f"{address}:8501" for address in addresses]
    assert list(proxy["depends_on"]) == list(replicas)
    trusted = {one["environment"]["FORWARDED_ALLOW_IPS"] for one in replicas.values()}
    assert trusted == {proxy["networks"]["inside"]["ipv4_address"]}


def test_every_replica_has_an_address_of_its_own_and_shares_the_folder():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    replicas = [service for name, service in compose["services"].items() if name.startswith("dashboard-")]
    addresses = [one["networks"]["inside"]["ipv4_address"] for one in replicas]
    assert len(set(addresses)) == len(replicas) >= 2
    assert {tuple(one["volumes"]) for one in replicas} == {tuple(replicas[0]["volumes"])}
    assert not [one for one in replicas if "ports" in one]


def test_the_example_of_the_list_of_people_and_of_secrets_are_toml():
    for text in re.findall(r"```toml\n(.*?)```", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.DOTALL):
        assert tomllib.loads(text)


def test_no_secret_and_no_address_of_anybody_is_in_the_folder():
    for file in DEPLOY.glob("*"):
        if file.is_file() and "example" not in file.name:
            assert not re.search(r"(token|secret)\s*=\s*\"?\w{16,}", file.read_text(encoding="utf-8")), Path(file).name
