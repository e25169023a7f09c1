# Sourced by the commands in bin/: finds Java, and builds a module when something is missing or older than its source.
# Sets root, java and, after build_if_needed, built: the folder that holds class-path and our jars.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
failure=${failure:-1} # the exit code when something is missing
quiet=${quiet:-}
profiles=${profiles:-} # of Maven, beyond those of the default build
say() { [ -n "$quiet" ] || echo "$*"; }
missing() { echo "$1" >&2; exit "$failure"; }

# --- Java -----------------------------------------------------------------------------------------------------------
if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || missing "Java: JAVA_HOME is '$JAVA_HOME', which holds no bin/java: set it to a JDK 17 or newer, or unset it"
else
    java=$(command -v java) || missing "Java: not found: install a JDK 17 or newer (for example the package openjdk-17-jdk-headless)"
fi
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${version:-0}" -ge 17 ] || missing "Java: '$java' is version ${version:-unknown}: install a JDK 17 or newer, and set JAVA_HOME to it"

# --- the build ------------------------------------------------------------------------------------------------------
sources() { find "$root" -path "$root/$apart" -prune -o -name target -prune -o \( -path '*/src/*' -o -name pom.xml \) -not -path '*/src/test/*' "$@"; }

# The newest build, if it is newer than every source, and all that it needs is still there and ours to read.
up_to_date() {
    local stamp=$launch/current/stamp entry
    [ -f "$stamp" ] && [ -z "$(sources -newer "$stamp" -print | head -n 1)" ] || return 1
    local IFS=:
    for entry in $(cat "$launch/current/class-path"); do [ -r "$entry" ] || return 1; done
    for entry in $also; do [ -r "$(cat "$launch/current/$entry")" ] || return 1; done
}

# Each build is a folder of its own, with copies of our jars: what runs is not disturbed by the next build.
build() {
    command -v mvn >/dev/null || missing "Maven: not found: install Maven 3.8 or newer (for example the package maven)"
    local version
    version=$(mvn -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
    case $version in
        [012]\ * | 3\ [0-7]) missing "Maven: this is version ${version/ /.}: install Maven 3.8 or newer" ;;
    esac
    "$(dirname "$java")/javac" -version >/dev/null 2>&1 || command -v javac >/dev/null ||
        missing "Java: '$java' is a runtime without a compiler: install a JDK (for example the package openjdk-17-jdk-headless)"
    say "Building (the first time this also fetches libraries, which takes some minutes)"
    local new class_path entry
    new=$launch/$(date +%Y%m%d-%H%M%S)-$$
    mkdir -p "$new"
    touch "$new/stamp" # before the build: what is changed while it runs counts as newer
    # tests and layout are for mvn verify: here they would only keep somebody waiting
    (cd "$root" && exec mvn -q -B ${profiles:+-P$profiles} -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$module" -am package) \
        </dev/null >"$new/log" 2>&1 &
    local maven=$!
    # in the background, because a shell that waits for a command in the foreground hears no signal until it ends
    trap 'kill "$maven" 2>/dev/null; wait "$maven" 2>/dev/null || true; exit 130' INT TERM HUP
    wait "$maven" || {
        tail -n 30 "$new/log" >&2
        missing "the build failed: what Maven said is above and in $new/log"
    }
    trap - INT TERM HUP
    class_path=
    local IFS=:
    for entry in "$target"/concordat-"$module"-*.jar $(cat "$target/class-path"); do
        case $entry in
            "$root"/*) cp "$entry" "$new/"; entry=$new/${entry##*/} ;;
        esac
        class_path=$class_path${class_path:+:}$entry
    done
    echo "$class_path" >"$new/class-path"
    for entry in $also; do cp "$target/$entry" "$new/$entry"; done
    ln -s "${new##*/}" "$launch/next-$$"
    mv -Tf "$launch/next-$$" "$launch/current" 2>/dev/null || { rm -f "$launch/current"; mv "$launch/next-$$" "$launch/current"; }
    prune "$new"
}

# Earlier builds go, but for those that a living command holds.
prune() {
    command -v flock >/dev/null || return 0
    local old
    for old in "$launch"/*-*/; do
        [ "${old%/}" = "$1" ] || [ ! -f "$old/stamp" ] || (flock -xn 8 && rm -rf "$old") 8<"$old/stamp" || true
    done
}

# build_if_needed MODULE [FILE]: one build at a time in this clone, whatever the module. FILE is one more product of the
# module's target folder; it names a file that must be there.
build_if_needed() {
    module=$1
    apart=bench # what nothing else is made of
    [ "$module" = bench ] && apart=docs
    also=${2:-}
    target=$root/$module/target
    launch=$target/launch
    local lock=$root/target/build-lock
    if ! up_to_date; then
        mkdir -p "$launch" "$root/target" 2>/dev/null && [ -w "$launch" ] && [ -w "$root/target" ] ||
            missing "disk: '$target' must be built and is not yours to write: take a clone of your own"
        if command -v flock >/dev/null; then
            exec 9>"$lock"
            flock -n 9 || { say "Waiting for another command that is building here"; flock 9; }
            up_to_date || build 9>&-
            exec 9>&-
        else
            until mkdir "$lock.d" 2>/dev/null; do
                kill -0 "$(cat "$lock.d/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$lock.d"
                sleep 1
            done
            echo $$ >"$lock.d/pid"
            trap 'rm -rf "$root/target/build-lock.d"' EXIT
            up_to_date || build
            rm -rf "$lock.d"
            trap - EXIT
        fi
    fi
    while :; do
        built=$(cd "$launch/current" && pwd -P) # once: another command may put a newer build in its place at any time
        command -v flock >/dev/null || break
        # held by what this becomes, as long as it lives
        exec 8<"$built/stamp" && flock -s 8 && [ -f "$built/stamp" ] && break
    done
}
