"""Installation of shell completion: a script for each shell, which treats answers as data.

The scripts stand where Typer, which earlier versions left this to, put its own: they take their
places, which evaluated what they were told.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from qaim_cli.cli import output, terminal
from qaim_cli.cli.shells import SHELLS
from qaim_cli.errors import RequestError
from qaim_cli.files import write_atomically
from qaim_cli.text import format_list, quote_text

_BASH = r"""
_qaim_completion() {
  local reply line
  COMPREPLY=()
  if ! reply=$(_QAIM_COMPLETE=bash _QAIM_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" \
      _QAIM_COMPLETE_PIECE="$2" command qaim 2>/dev/null); then
    compopt -o default
    return
  fi
  while IFS= read -r line; do
    if [[ -n $line ]]; then COMPREPLY+=("$line"); fi
  done <<< "$reply"
}
complete -F _qaim_completion qaim
"""

_ZSH = r"""
#compdef qaim
_qaim() {
  local reply
  local -a asked lines shown
  asked=("${(@Q)words[1,CURRENT]}")
  if ! reply="$(_QAIM_COMPLETE=zsh _QAIM_COMPLETE_WORDS="${(F)asked}" command qaim 2>/dev/null)"
  then
    _files
    return
  fi
  lines=("${(@f)reply}")
  lines=("${(@)lines:#}")
  shown=("${(@)lines/$'\t'/  -- }")
  shown=("${(@)shown%  -- }")
  compadd -V qaim -d shown -- "${(@)lines%%$'\t'*}"
}
if [[ $funcstack[1] == _qaim ]]; then _qaim "$@"; else compdef _qaim qaim; fi
"""

_FISH = r"""
function __qaim_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l asked (printf '\n%s' $words[2..-1] | string collect --no-trim-newlines)
    env _QAIM_COMPLETE=fish "_QAIM_COMPLETE_WORDS=$asked" qaim 2>/dev/null
    or __fish_complete_path (commandline -ct)
end
complete --command qaim --erase
complete --command qaim --no-files --keep-order --arguments '(__qaim_complete)'
"""

_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName qaim -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $_.Value
            } else {
                $_.Extent.Text
            }
        })
    $program = Get-Command qaim -CommandType Application -TotalCount 1
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:_QAIM_COMPLETE = 'powershell'
        $Env:_QAIM_COMPLETE_WORDS = (@('qaim') + $words + $wordToComplete) -join "`n"
        $lines = & $program 2>$null
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_QAIM_COMPLETE, Env:_QAIM_COMPLETE_WORDS -ErrorAction SilentlyContinue
    }
    foreach ($line in $lines) {
        $value, $shown, $note = $line -split "`t", 3
        [System.Management.Automation.CompletionResult]::new(
            $value, $shown, 'ParameterValue', $note)
    }
}
"""

_SCRIPTS = {
    "bash": _BASH,
    "zsh": _ZSH,
    "fish": _FISH,
    "powershell": _POWERSHELL,
    "pwsh": _POWERSHELL,
}


def run(arguments: Sequence[str]) -> int:
    """Answer `--show-completion` or `--install-completion`.

    Raises:
        RequestError: the shell cannot complete or is not known, or its files cannot be written.
    """
    flag, *named = arguments
    if len(named) > 1:
        raise RequestError(f"{flag} takes one shell", f"name {format_list(SHELLS, 'or')}")
    shell = _check_shell(named[0]) if named else _detect_shell()
    if flag == "--show-completion":
        terminal.write_stdout([script(shell)])
    else:
        path = _install(shell)
        terminal.write_stdout([f"{shell} completes from its next start on; the script is {path}\n"])
    return 0


def script(shell: str) -> str:
    """Return the completion script of a shell."""
    return _SCRIPTS[shell].removeprefix("\n")


def _check_shell(name: str) -> str:
    if name not in SHELLS:
        raise RequestError(
            f"{quote_text(name)} is not a shell with completion",
            f"name {format_list(SHELLS, 'or')}",
        )
    return name


def _detect_shell() -> str:
    """Detect the shell that started the program, or the user's login shell."""
    import shellingham

    try:
        name = shellingham.detect_shell()[0]
    except (shellingham.ShellDetectionFailure, OSError):
        name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise RequestError(
            "the shell is not known", f"name it: --install-completion {format_list(SHELLS, 'or')}"
        )
    return str(name)


def _install(shell: str) -> str:
    """Install the script, have the shell load it, and return its path."""
    home = Path.home()
    lines: tuple[str, ...] = ()
    settings: Path | None = None
    if shell == "bash":
        path = home / ".bash_completions" / "qaim.sh"
        settings, lines = home / ".bashrc", (f"source {_quote_always(path)}",)
    elif shell == "zsh":
        path = home / ".zfunc" / "_qaim"
        settings, lines = home / ".zshrc", ("fpath+=~/.zfunc; autoload -Uz compinit; compinit",)
    elif shell == "fish":
        path = home / ".config" / "fish" / "completions" / "qaim.fish"
    else:
        settings = _powershell_profile(shell)
        path = settings.parent / "qaim-completion.ps1"
        doubled = str(path).replace("'", "''")
        lines = (f". '{doubled}'",)
    _write(path, script(shell))
    if settings:
        before = settings.read_text("utf-8") if settings.is_file() else ""
        missing = [line for line in lines if line not in before]
        if missing:
            gap = "" if not before or before.endswith("\n") else "\n"
            _write(settings, f"{before}{gap}{chr(10).join(missing)}\n")
    return str(path)


def _quote_always(path: Path) -> str:
    quoted = shlex.quote(str(path))
    return quoted if quoted.startswith("'") else f"'{quoted}'"


def _write(path: Path, text: str) -> None:
    with output.report_write_errors(str(path), "see --show-completion, to put it elsewhere"):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(str(path), [text])


def _powershell_profile(shell: str) -> Path:
    """Find the file that PowerShell reads at startup.

    Raises:
        RequestError: there is no such shell to ask, or it does not say.
    """
    asking = "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8; $PROFILE"
    try:
        done = subprocess.run(  # noqa: S603 - one of the shells we know
            [shell, "-NoProfile", "-Command", asking], capture_output=True, check=True
        )
        path = Path(done.stdout.decode().strip())
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        path = Path()
    if not path.name:
        raise RequestError(f"{shell} does not say where its profile is", "see --show-completion")
    return path
