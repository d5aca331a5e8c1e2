"""What the command ``jingwen`` starts, in a module of its own: the package takes half a second to load, and Ctrl-C in
it is to end the command as it does at any other time."""


def main() -> int:
    """Run ``jingwen``; gives its exit status."""
    try:
        from jingwen import cli
    except KeyboardInterrupt:
        return 130  # as a shell tells it, and as `jingwen.cli` does
    return cli.main()
