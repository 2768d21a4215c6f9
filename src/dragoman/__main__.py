"""``python -m dragoman``: the command line, for those who have no script on their path."""

from dragoman.cli.app import main

if __name__ == "__main__":
    main()
