"""
`gm100 completion`: what a shell needs to complete commands, options and their values.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from gm100.cli._commands import COMMANDS, SHELLS, Command, Option
from gm100.cli._output import say
from gm100.cli._parse import misused
from gm100.reference import scorecards
from gm100.text.words import words_of

_BASH = """\
_gm100() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}"
    local words=""
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$cur"))
        return
    fi
    case "$command" in {nouns}) command="$command ${{COMP_WORDS[2]}}" ;; esac
    case "$command $prev" in
{values}
    esac
    case "$command" in
{options}
    esac
    if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi
    case "$cur" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$cur")) ;; esac
}}
complete -o filenames -F _gm100 gm100
"""


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.shell not in SHELLS:
        raise misused(args.lang, "no_choice", name="SHELL", got=repr(args.shell), choices=", ".join(SHELLS))
    say({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell](args.lang))
    return 0


def _bash(_: str) -> str:
    firsts = dict.fromkeys(each.name.partition(" ")[0] for each in COMMANDS)
    nouns = dict.fromkeys(each.name.partition(" ")[0] for each in COMMANDS if " " in each.name)
    values = [
        f'        "{command.name} --{option.name}") COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$cur")); return ;;'
        for command in COMMANDS
        for option in command.all_options
        if (words := _words(option))
    ]
    options = [f'        "{command.name}") words="{" ".join(_offered(command))}" ;;' for command in COMMANDS]
    verbs = [f'        "{noun} "*) words="{" ".join(_verbs(noun))}" ;;' for noun in nouns]
    return _BASH.format(
        commands=" ".join(firsts), nouns="|".join(nouns), values="\n".join(values), options="\n".join(options + verbs)
    )


def _verbs(noun: str) -> list[str]:
    return [each.name.partition(" ")[2] for each in COMMANDS if each.name.startswith(f"{noun} ")]


def _zsh(lang: str) -> str:
    return f"#compdef gm100\nautoload -U +X bashcompinit && bashcompinit\n{_bash(lang)}"


def _fish(lang: str) -> str:
    return "\n".join(_fish_lines(lang)) + "\n"


def _fish_lines(lang: str) -> Iterator[str]:
    for command in COMMANDS:
        noun, _, verb = command.name.partition(" ")
        seen = f"__fish_seen_subcommand_from {noun}" + (f"; and __fish_seen_subcommand_from {verb}" if verb else "")
        first = f"-n '__fish_seen_subcommand_from {noun}' -a {verb}" if verb else f"-n __fish_use_subcommand -a {noun}"
        yield f"complete -c gm100 -f {first} -d {_quoted(words_of('command', lang)[command.name])}"
        if verb:
            yield f"complete -c gm100 -f -n __fish_use_subcommand -a {noun}"
        if any(each.kind == "scorecard" for each in command.arguments):
            yield f"complete -c gm100 -n '{seen}' -a {_quoted(' '.join(scorecards()))}"
        for option in command.all_options:
            says = words_of("option", lang)[option.says or option.name]
            short = f" -s {option.short}" if option.short else ""
            words = _words(option)
            value = f" -x -a {_quoted(' '.join(words))}" if words else " -r" if option.kind else ""
            yield f"complete -c gm100 -n '{seen}' -l {option.name}{short}{value} -d {_quoted(says)}"


def _offered(command: Command) -> list[str]:
    cards = list(scorecards()) if any(each.kind == "scorecard" for each in command.arguments) else []
    return [*(f"--{each.name}" for each in command.all_options), *cards]


def _words(option: Option) -> list[str]:
    return list(scorecards()) if option.kind == "scorecard" else list(option.choices)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
