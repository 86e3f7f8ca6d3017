#!/usr/bin/env bash
# The app registration of NotiLog in Entra ID, with the roles that operators are given. Run it as often as you like: what is there stays, what is missing is added.
# Usage: infra/entra.sh --site URL [--site URL]... [--name NotiLog] [--assign USER_OR_GROUP=Reader|Operator|Admin]...
#   --site    address of the site; signing in returns to URL/sign-in. http only on localhost.
#   --assign  gives a user (name or object id) or a group (object id) a role
# Needs: az login as somebody who may register applications. Prints what infra/*.bicepparam and the site want to know; none of it is secret.
set -euo pipefail

name=NotiLog
sites=()
assignments=()
usage() {
  sed -n '3,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
while [ $# -gt 0 ]; do
  case $1 in
    --site) sites+=("${2:?--site needs a URL}") && shift 2 ;;
    --name) name=${2:?--name needs a name} && shift 2 ;;
    --assign) assignments+=("${2:?--assign needs WHO=ROLE}") && shift 2 ;;
    *) usage ;;
  esac
done
[ ${#sites[@]} -gt 0 ] || usage

# Ids are fixed, so that a second run finds its own work.
reader=6f1f1c62-5a3c-4c0e-9d1e-3b1f0a7d2c01
operator=6f1f1c62-5a3c-4c0e-9d1e-3b1f0a7d2c02
admin=6f1f1c62-5a3c-4c0e-9d1e-3b1f0a7d2c03
scope=6f1f1c62-5a3c-4c0e-9d1e-3b1f0a7d2c10
graph=https://graph.microsoft.com/v1.0

role_id() {
  case $1 in
    Reader) echo $reader ;;
    Operator) echo $operator ;;
    Admin) echo $admin ;;
    *) echo "--assign: the role is Reader, Operator or Admin, not $1" >&2 && return 1 ;;
  esac
}
for assignment in ${assignments[@]+"${assignments[@]}"}; do
  [ "$assignment" != "${assignment%=*}" ] || usage
  role_id "${assignment##*=}" >/dev/null
done
for site in "${sites[@]}"; do
  case $site in
    https://*[!/] | http://localhost | http://localhost:*[!/]) ;;
    *) echo "--site: an https address without a slash at its end (http on localhost only), not $site" >&2 && exit 2 ;;
  esac
done

found=$(az ad app list --filter "displayName eq '$name'" --query '[].appId' --output tsv)
if [ "$(grep -c . <<<"$found" || true)" -gt 1 ]; then
  echo "There are several applications named $name; remove the wrong ones, or choose another --name." >&2
  exit 1
fi
if [ -z "$found" ]; then
  found=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId --output tsv)
  echo "Registered $name" >&2
fi
app=$found
object=$(az ad app show --id "$app" --query id --output tsv)

# Addresses of earlier runs stay.
addresses=$(
  {
    az ad app show --id "$app" --query 'spa.redirectUris[]' --output tsv
    printf '%s/sign-in\n' "${sites[@]}"
  } | sed '/^$/d' | sort -u | sed 's/.*/"&"/' | paste -sd, -
)

role() {
  printf '{"id":"%s","value":"NotiLog.%s","displayName":"NotiLog %s","description":"%s","allowedMemberTypes":["User"],"isEnabled":true}' "$1" "$2" "$2" "$3"
}
az rest --method PATCH --uri "$graph/applications/$object" --headers Content-Type=application/json --output none --body "$(
  printf '{"identifierUris":["api://%s"],"spa":{"redirectUris":[%s]},' "$app" "$addresses"
  printf '"api":{"requestedAccessTokenVersion":2,"oauth2PermissionScopes":[{"id":"%s","value":"access","type":"User","isEnabled":true,' "$scope"
  printf '"adminConsentDisplayName":"Use NotiLog","adminConsentDescription":"Use NotiLog as the signed-in user",'
  printf '"userConsentDisplayName":"Use NotiLog","userConsentDescription":"Use NotiLog as you"}]},"appRoles":['
  role "$reader" Reader "Sees events, notifications and agents"
  printf ,
  role "$operator" Operator "Also changes channels, routing, silences and agents"
  printf ,
  role "$admin" Admin "Also issues tokens and deletes events"
  printf ']}'
)"

if ! principal=$(az ad sp show --id "$app" --query id --output tsv 2>/dev/null); then
  principal=$(az ad sp create --id "$app" --query id --output tsv)
fi

for assignment in ${assignments[@]+"${assignments[@]}"}; do
  who=${assignment%=*}
  id=$(role_id "${assignment##*=}")
  member=$(az ad user show --id "$who" --query id --output tsv 2>/dev/null || az ad group show --group "$who" --query id --output tsv)
  there=$(az rest --method GET --uri "$graph/servicePrincipals/$principal/appRoleAssignedTo" \
    --query "value[?principalId=='$member' && appRoleId=='$id'].id" --output tsv)
  if [ -z "$there" ]; then
    az rest --method POST --uri "$graph/servicePrincipals/$principal/appRoleAssignedTo" --headers Content-Type=application/json --output none \
      --body "$(printf '{"principalId":"%s","resourceId":"%s","appRoleId":"%s"}' "$member" "$principal" "$id")"
    echo "$who is now ${assignment##*=}" >&2
  fi
done

tenant=$(az account show --query tenantId --output tsv)
cat <<END
In infra/*.bicepparam:
  param auth = { authority: 'https://login.microsoftonline.com/$tenant/v2.0', audience: '$app' }
For the site (infra/site-config.mjs):
  --authority https://login.microsoftonline.com/$tenant/v2.0 --client-id $app --scope "openid profile offline_access api://$app/access"
END
