using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs.Ledger;
using Sqs.Runtime.Jobs.Store;
using Sqs.Service.Access;
using Sqs.Service.Hosting;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Routes of budgets and of what was spent.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="workers">Who does the work.</param>
/// <param name="clock">The clock.</param>
public sealed class BudgetRoutes(IJobStore store, WorkerHost workers, TimeProvider clock)
{
    private const int LongestName = 100;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where to.</param>
    public void AddTo(RouteTable routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Add("GET", "/v1/budgets", AccessScopes.Read, "What the projects of the key have spent, and may.", ListAsync);
        routes.Add("PUT", "/v1/budgets", AccessScopes.Admin, "Sets a budget. Jobs it does not cover wait; raising it lets them go on.", SetAsync, typeof(BudgetChange));
    }

    private async Task ListAsync(HttpContext context) => await Answers.OkAsync(context, new JObject
    {
        ["balances"] = new JArray((await store.BalancesAsync(Caller.Of(context).Project, context.RequestAborted).ConfigureAwait(false)).Select(Describe)),
    }).ConfigureAwait(false);

    private async Task SetAsync(HttpContext context)
    {
        JsonBody body = await JsonBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string project = ProjectName.Check(Caller.Of(context).ProjectOr(body.OptionalText("project", LongestName)));
        string unit = body.Text("unit", LongestName);
        decimal? amount = body.OptionalAmount("amount");
        body.RefuseOthers();
        if (unit.Length == 0 || !unit.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw RequestRefusedException.Invalid("'unit' must be letters, digits and hyphens, for instance usd");
        await store.SetBudgetAsync(project, unit, amount, clock.GetUtcNow(), context.RequestAborted).ConfigureAwait(false);
        workers.Wake();
        IReadOnlyList<ProjectBalance> balances = await store.BalancesAsync(project, context.RequestAborted).ConfigureAwait(false);
        await Answers.OkAsync(context, new JObject { ["balances"] = new JArray(balances.Select(Describe)) }).ConfigureAwait(false);
    }

    private static JObject Describe(ProjectBalance balance) => new()
    {
        ["project"] = balance.Project,
        ["unit"] = balance.Unit,
        ["estimated"] = balance.Estimated,
        ["reserved"] = balance.Reserved,
        ["charged"] = balance.Charged,
        ["budget"] = balance.Budget,
    };
}
