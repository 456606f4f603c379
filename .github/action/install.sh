#!/usr/bin/env bash
# Puts gapcheck on the path of the steps that follow: from a release, whose checksum is held, or built from this source.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin="${RUNNER_TEMP:?}/gapcheck-bin"
mkdir -p "$bin"

if [ "${GAPCHECK_BUILD:-false}" = true ]; then
    cargo install --locked --quiet --path "$here" --root "$bin"
    echo "$bin/bin" >> "${GITHUB_PATH:?}"
    "$bin/bin/gapcheck" --version
    exit 0
fi

version=${GAPCHECK_VERSION:-}
version=${version#v}
if [ -z "$version" ]; then
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)
fi

case "${RUNNER_OS:?}-${RUNNER_ARCH:?}" in
    Linux-X64) target=x86_64-unknown-linux-musl ;;
    Linux-ARM64) target=aarch64-unknown-linux-musl ;;
    macOS-X64) target=x86_64-apple-darwin ;;
    macOS-ARM64) target=aarch64-apple-darwin ;;
    Windows-X64) target=x86_64-pc-windows-msvc ;;
    *)
        echo "::error::there is no release of gapcheck for $RUNNER_OS on $RUNNER_ARCH; set the input build to true"
        exit 2
        ;;
esac

archive="gapcheck-$version-$target.tar.gz"
from="${GAPCHECK_SERVER:?}/${GAPCHECK_REPOSITORY:?}/releases/download/v$version"
work=$(mktemp -d "$RUNNER_TEMP/gapcheck.XXXXXX")
cd "$work"
fetch() { curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --output "$1" "$from/$1"; }
if ! fetch "$archive"; then
    echo "::error::release $version of gapcheck could not be fetched; is it published? Otherwise set the input build to true"
    exit 2
fi

if [ -n "${GAPCHECK_CHECKSUM:-}" ]; then
    printf '%s  %s\n' "$GAPCHECK_CHECKSUM" "$archive" > sums
else
    fetch SHA256SUMS
    grep -F "  $archive" SHA256SUMS > sums
fi
if command -v sha256sum > /dev/null; then check=(sha256sum --check --strict); else check=(shasum -a 256 --check); fi
if ! "${check[@]}" sums; then
    echo "::error::the archive $archive is not the one that its checksum stands for; nothing was installed"
    exit 2
fi

tar -xzf "$archive" -C "$bin" --strip-components 1
echo "$bin" >> "${GITHUB_PATH:?}"
"$bin/gapcheck" --version
