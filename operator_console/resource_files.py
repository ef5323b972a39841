"""Where the files under resources/ are: beside the code in a checkout, inside the package once installed."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under resources/."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
