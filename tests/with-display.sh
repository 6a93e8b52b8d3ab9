#!/bin/bash
# with-display.sh COMMAND [ARGUMENT...]
# Runs the command on an X display of its own, with a window manager, and returns its status. The
# display number is Xvfb's choice, so that several of these can run at the same time.
set -u
size=${SLUICE_DISPLAY_SIZE:-1280x900x24}

exec {number}<> <(:) # an anonymous pipe, through which Xvfb tells its display number
Xvfb -displayfd "$number" -screen 0 "$size" -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
if ! read -r -t 20 -u "$number" display; then
  echo 'with-display.sh: Xvfb did not start' >&2
  kill "$xvfb" 2>/dev/null
  exit 1
fi
exec {number}>&-

export DISPLAY=:$display GDK_BACKEND=x11 GTK_THEME=Adwaita NO_AT_BRIDGE=1 LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 &
openbox=$!

"$@"
status=$?

kill "$openbox" "$xvfb" 2>/dev/null
wait "$openbox" "$xvfb" 2>/dev/null
exit "$status"
