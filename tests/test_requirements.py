"""The three lists of packages agree, and the small ones are complete as they stand."""

from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TORCH = {"torch", "sentence-transformers"}
LEFT_OUT = {
    "sentence-transformers",  # named by the model's package, whose code we never run
    "huggingface-hub",  # tokenizers needs it to download, which we never do
}
PLATFORMS = [
    {"sys_platform": platform, "platform_system": system, "python_version": python}
    for platform, system in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
    for python in ("3.11", "3.12", "3.13", "3.14")
]


def pinned(name: str, until: str = "\0") -> dict[str, Requirement]:
    """The packages that a requirements file names, and the file that it includes."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").split(until)[0].splitlines():
        if line.startswith("-r "):
            found |= pinned(line.removeprefix("-r "))
        elif text := line.split("#")[0].strip():
            requirement = Requirement(text)
            found[canonicalize_name(requirement.name)] = requirement
    return found


def needed(name: str, environment: dict[str, str]) -> set[str]:
    """The packages that one needs on such a machine; nothing, if this machine has it not."""
    try:
        requirements = [Requirement(text) for text in requires(name) or []]
    except PackageNotFoundError:
        return set()
    return {
        canonicalize_name(r.name)
        for r in requirements
        if r.marker is None or r.marker.evaluate({**environment, "extra": ""})
    }


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-preview.txt"])
def test_every_package_is_pinned_to_one_version(name):
    assert [r for r in pinned(name).values() if not str(r.specifier).startswith("==")] == []


def test_what_two_lists_name_has_one_version():
    everything, small = pinned("requirements.txt"), pinned("requirements-preview.txt")
    both = everything.keys() & small.keys()

    assert {n: everything[n].specifier for n in both} == {n: small[n].specifier for n in both}


def test_the_small_list_leaves_out_torch_and_the_tests_alone():
    runs_the_bot = pinned("requirements.txt", until="# The preview page").keys()

    assert runs_the_bot - pinned("requirements-host.txt").keys() == TORCH


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: " ".join(p.values()))
def test_the_small_lists_hold_all_that_their_packages_need(platform):
    environment = {**default_environment(), **platform}
    for name in ("requirements-host.txt", "requirements-preview.txt"):
        listed = {
            n for n, r in pinned(name).items() if not r.marker or r.marker.evaluate(environment)
        }
        missing = {n: needed(n, environment) - listed - LEFT_OUT for n in listed}
        assert {n: lacks for n, lacks in missing.items() if lacks} == {}
