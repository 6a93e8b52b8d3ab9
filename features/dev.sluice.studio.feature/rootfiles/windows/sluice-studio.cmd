@echo off
rem Starts Sluice Studio. The native Eclipse launcher is not on Maven Central, so this script stands in
rem for it, and VM arguments are here instead of in an eclipse.ini.
rem   SLUICE_STUDIO_VMARGS   VM arguments (default -Xmx1g)
rem   JAVA_HOME              which Java; the one on PATH without it
setlocal
if not defined SLUICE_STUDIO_VMARGS set "SLUICE_STUDIO_VMARGS=-Xmx1g"
set "java=javaw"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\javaw"
for %%l in ("%~dp0plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%~fl"
start "Sluice Studio" "%java%" %SLUICE_STUDIO_VMARGS% -jar "%launcher%" %*
