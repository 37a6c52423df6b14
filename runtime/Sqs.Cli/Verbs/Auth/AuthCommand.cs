using System.CommandLine;

namespace Sqs.Cli.Verbs.Auth;

/// <summary><c>sqs auth</c>: credentials of providers.</summary>
internal sealed class AuthCommand : Command
{
    /// <summary>Creates the group.</summary>
    public AuthCommand()
        : base("auth", "Keeps credentials of providers in a file that only its owner can read; secrets are never shown.")
    {
        Add(new AuthLoginVerb());
        Add(new AuthListVerb());
        Add(new AuthCheckVerb());
    }
}
