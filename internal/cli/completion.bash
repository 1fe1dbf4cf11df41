
# Where the package bash-completion is missing, as on macOS and in containers, these stand in for
# its functions.

if ! declare -F _get_comp_words_by_ref >/dev/null; then
    # The words of the line as whoever types sees them: bash splits them at = and :, too.
    _get_comp_words_by_ref() {
        local line=${COMP_LINE:0:COMP_POINT}
        read -ra words <<<"$line"
        [[ $line == *[[:space:]] ]] && words+=("")
        cword=$((${#words[@]} - 1))
        cur=${words[cword]}
        prev=${words[cword - 1]}
    }
fi

if ! declare -F _filedir >/dev/null; then
    # Directories, and without -d files, too: those whose names end as $1 says, or all.
    _filedir() {
        local name
        compopt -o filenames 2>/dev/null
        while IFS= read -r name; do
            if [[ -d $name || $1 != -d && (-z $1 || $name =~ \.(${1%|})$) ]]; then
                COMPREPLY+=("$name")
            fi
        done < <(compgen -f -- "$cur")
    }
fi
