using System.Text;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>Damages text at random places.</summary>
internal static class Mutation
{
    private const string Characters = "{}[]();:,@#$\"'\\/*-+ \n\0\u03c0\ud835\udf0b\ud800";

    /// <summary>Applies one to four edits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="random">Chooses the edits.</param>
    /// <param name="donors">Texts that pieces are taken from; the text itself when there is none.</param>
    /// <returns>The damaged text.</returns>
    public static string Apply(string text, Random random, params string[] donors)
    {
        var result = new StringBuilder(text);
        for (int edits = 1 + random.Next(4); edits > 0 && result.Length > 0; edits--)
        {
            int at = random.Next(result.Length);
            switch (random.Next(4))
            {
                case 0:
                    result.Remove(at, Math.Min(result.Length - at, 1 + random.Next(4)));
                    break;
                case 1:
                    result.Insert(at, Characters[random.Next(Characters.Length)]);
                    break;
                case 2:
                    string donor = donors.Length > 0 ? donors[random.Next(donors.Length)] : text;
                    int from = random.Next(donor.Length + 1);
                    result.Insert(at, donor[from..Math.Min(donor.Length, from + random.Next(20))]);
                    break;
                default:
                    result[at] = (char)random.Next(1, 300);
                    break;
            }
        }

        return result.ToString();
    }
}
