using Microsoft.AspNetCore.Http;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Service.Json;

namespace Sqs.Service.Access;

/// <summary>Who sent a request, and what their key opens.</summary>
/// <param name="Key">The key.</param>
public sealed record Caller(ApiKey Key)
{
    /// <summary>The project of keys that open the whole installation.</summary>
    public const string AllProjects = "*";

    private const string Item = "sqs.caller";

    /// <summary>The project whose jobs the caller sees; null for all.</summary>
    public string? Project => Key.Project == AllProjects ? null : Key.Project;

    /// <summary>The caller of a request that was let in.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller.</returns>
    public static Caller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (Caller)context.Items[Item]!;
    }

    /// <summary>Lets a request in.</summary>
    /// <param name="context">The request.</param>
    public void Admit(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Item] = this;
    }

    /// <summary>The project something belongs to that the caller makes.</summary>
    /// <param name="named">The project the request names, or null.</param>
    /// <returns>The project.</returns>
    /// <exception cref="RequestRefusedException">The key does not open it.</exception>
    public string ProjectOr(string? named)
    {
        string project = named ?? Project ?? JobRecord.DefaultProject;
        return Project is null || Project == project ? project : throw new RequestRefusedException(StatusCodes.Status403Forbidden, "the key does not open that project");
    }

    /// <summary>Whether the caller may see something of a project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>Whether the key opens it.</returns>
    public bool Opens(string project) => Project is null || Project == project;
}
