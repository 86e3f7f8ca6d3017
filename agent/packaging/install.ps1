#Requires -RunAsAdministrator
<#
.SYNOPSIS
Installs notilog-agent as a Windows service.
.EXAMPLE
.\install.ps1 -Server https://notilog.example.org -Key nla_... -File 'C:\logs\*.log'
.EXAMPLE
.\install.ps1 -Remove
The service goes; the configuration and the buffer stay.
#>
param(
    [string] $Server,
    [string] $Key,
    [string[]] $File = @(),
    [string] $Program = (Join-Path $PSScriptRoot 'notilog-agent.exe'),
    [switch] $Remove
)
$ErrorActionPreference = 'Stop'
$name = 'NotiLog Agent'
$bin = Join-Path $env:ProgramFiles 'NotiLog\notilog-agent.exe'
$folder = Join-Path $env:ProgramData 'NotiLog'
$config = Join-Path $folder 'agent.yaml'
$service = Get-Service -Name $name -ErrorAction SilentlyContinue

if ($service -and $service.Status -ne 'Stopped') { Stop-Service -Name $name }
if ($Remove) {
    if ($service) { sc.exe delete $name | Out-Null }
    Write-Output "Removed. $folder is still there."
    return
}

if (-not (Test-Path $Program)) { throw "$Program is not there; name the program with -Program." }
New-Item -ItemType Directory -Force -Path (Split-Path $bin), $folder | Out-Null
Copy-Item -Force $Program $bin
# The key and the lines are for the system and administrators alone.
icacls $folder /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null

if (Test-Path $config) {
    Write-Output "Kept: $config"
} else {
    if (-not $Server -or -not $Key) { throw "$config is not there yet: give -Server and -Key." }
    $arguments = @('init', '--server', $Server, '--key', $Key, '--config', $config, '--buffer', (Join-Path $folder 'buffer'))
    foreach ($one in $File) { $arguments += @('--file', $one) }
    & $bin @arguments
    if ($LASTEXITCODE -ne 0) { throw 'init failed' }
}

& $bin check --config $config
if ($LASTEXITCODE -ne 0) { throw 'The configuration is wrong.' }
if (-not $service) {
    New-Service -Name $name -DisplayName $name -Description 'Follows log files and watches processes for NotiLog.' -StartupType Automatic -BinaryPathName "`"$bin`" run --config `"$config`"" | Out-Null
    sc.exe failure $name reset= 86400 actions= restart/2000/restart/10000/restart/60000 | Out-Null
}
Start-Service -Name $name
Get-Service -Name $name
