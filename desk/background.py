"""One thread in order (`Lane`) and what the window may ask of it (`Desk`); knows no widget."""
