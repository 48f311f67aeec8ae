"""The only place where the parts meet: settings → database → desk → window."""
