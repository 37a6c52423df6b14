using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sqs.Service.Api;

/// <summary>What the OpenAPI document says beyond the routes: its title, how to authenticate, and the parameters in paths.</summary>
internal static partial class OpenApiForm
{
    private const string Scheme = "key";

    /// <summary>Applies the form.</summary>
    /// <param name="options">The options of the document.</param>
    public static void Apply(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "SqsCompiler job service", Version = "v1", Description = "Durable jobs on quantum hardware. Errors are problem details (RFC 9457)." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key, sqs_ID_SECRET." };
            foreach (OpenApiOperation operation in document.Paths.Values.SelectMany(p => p.Operations?.Values.AsEnumerable() ?? []))
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (Match match in Parameter().Matches(context.Description.RelativePath ?? string.Empty))
            {
                operation.Parameters ??= [];
                string name = match.Groups[1].Value;
                if (operation.Parameters.All(p => p.Name != name))
                    operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
