@echo off
rem belay: builds what is missing, then runs it; see the file belay for the same on Linux and macOS.
rem The lab and the agent need Linux; the studio and the commands that talk to agents run here too.
setlocal enabledelayedexpansion
set "top=%~dp0"
set "top=%top:~0,-1%"

set "jdk="
for %%J in ("%BELAY_JAVA_HOME%" "%JAVA25_HOME%" "%JAVA_HOME%") do if not defined jdk call :try "%%~J"
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java") do (
    if exist "%%~R" for /d %%J in ("%%~R\*") do if not defined jdk call :try "%%~J"
)
if not defined jdk (
    echo belay: a JDK 25 is needed and none was found: install one ^(for example Eclipse Temurin 25^), or set BELAY_JAVA_HOME to its folder 1>&2
    exit /b 2
)

set "part=agent"
set "kind=cli"
set "main=dev.belay.agent.cli.Belay"
if /i "%~1"=="studio" set "part=app" & set "kind=studio" & set "main=dev.belay.app.StudioLauncher"
if /i "%~1"=="screenshots" set "part=app" & set "kind=studio" & set "main=dev.belay.app.StudioLauncher"
if /i "%~1"=="test" (
    echo belay: the tests need Linux: run them there, or in WSL 1>&2
    exit /b 2
)

call :newer
if defined stale (
    where mvn >nul 2>nul || (
        echo belay: Maven is needed to build and was not found: install it 1>&2
        exit /b 2
    )
    echo belay: building %part% ^(a minute or two the first time^) 1>&2
    set "JAVA_HOME=%jdk%"
    pushd "%top%"
    call mvn -q -B -Dquick -Dmaven.test.skip=true -pl %part% -am package 1>&2
    if errorlevel 1 (
        popd
        echo belay: the build failed: what Maven said stands above 1>&2
        exit /b 1
    )
    popd
    if not exist "%top%\%part%\target\launch" mkdir "%top%\%part%\target\launch"
    echo built> "%top%\%part%\target\launch\built"
)

set "jars="
for %%F in ("%top%\%part%\target\belay-%part%-*.jar") do set "jars=%%F"
"%jdk%\bin\java" "@%top%\%part%\src\main\resources\dev\belay\%part%\launch\%kind%.args" "-Dbelay.launcher=%~f0" -cp "%jars%;%top%\%part%\target\lib\*" %main% %*
exit /b %errorlevel%

:try
if exist "%~1\bin\javac.exe" findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul && set "jdk=%~1"
exit /b 0

rem Stale when a source is newer than the last build; a build happens where that cannot be told.
:newer
set "stale=yes"
if not exist "%top%\%part%\target\launch\built" exit /b 0
for /f %%N in ('powershell -NoProfile -Command "$b=(Get-Item '%top%\%part%\target\launch\built').LastWriteTime; $d='shared-model','reach','%part%' | ForEach-Object { \"%top%\$_\src\main\"; \"%top%\$_\pom.xml\" }; if (Get-ChildItem -Recurse -Path $d | Where-Object LastWriteTime -gt $b | Select-Object -First 1) { 'yes' } else { 'no' }"') do if "%%N"=="no" set "stale="
exit /b 0
