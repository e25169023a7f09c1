<?xml version="1.0" encoding="UTF-8"?>
<!-- The report of a conformance run as a page, of its JSON. What came of a case is said in words; colour only helps to find it. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:j="http://www.w3.org/2005/xpath-functions" exclude-result-prefixes="#all">
  <xsl:output method="html" version="5" encoding="UTF-8" indent="yes" include-content-type="no"/>

  <xsl:template match=".[. instance of xs:string]">
    <xsl:apply-templates select="json-to-xml(.)/j:map"/>
  </xsl:template>

  <xsl:template match="/j:map">
    <xsl:variable name="cases" select="j:array[@key = 'cases']/j:map"/>
    <xsl:variable name="wrong" select="$cases[*[@key = 'verdict'] = 'NOT_SO']"/>
    <xsl:variable name="untried" select="$cases[*[@key = 'verdict'] = 'NOT_TRIED']"/>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>Conformance of {*[@key = 'agency']}</title>
        <style>
          body {{ font: 1.125rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #ffffff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }}
          h1, h2 {{ line-height: 1.2; }}
          h2 {{ margin-top: 2.5rem; }}
          dl {{ display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }}
          dt, thead th {{ font-weight: bold; }}
          dd {{ margin: 0; overflow-wrap: anywhere; }}
          .wide {{ overflow-x: auto; }}
          table {{ border-collapse: collapse; width: 100%; }}
          th, td {{ text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #505a5f; }}
          tbody th {{ font-weight: normal; }}
          .next {{ border-left: .4rem solid #0b0c0c; padding-left: 1rem; }}
          .not-so {{ font-weight: bold; color: #942514; }}
        </style>
      </head>
      <body>
        <main>
          <h1>Conformance of {*[@key = 'agency']}</h1>
          <p><strong>{if ($wrong) then 'Not passed: ' || count($wrong) || (if (count($wrong) = 1) then ' case is' else ' cases are') || ' not as it must be.' else if ($untried) then 'Passed, but ' || count($untried) || (if (count($untried) = 1) then ' case was' else ' cases were') || ' not tried.' else 'Passed.'}</strong></p>
          <h2>Summary</h2>
          <dl>
            <dt>Partner</dt><dd>{*[@key = 'agency']}</dd>
            <dt>When</dt><dd>{*[@key = 'when']}</dd>
            <dt>Address</dt><dd>{*[@key = 'against']}</dd>
            <dt>Connector</dt><dd>{string-join(*[@key = 'connector']/*, ', ')}</dd>
            <dt>Passed</dt><dd>{count($cases[*[@key = 'verdict'] = 'AS_IT_MUST_BE'])}</dd>
            <dt>Failed</dt><dd>{count($wrong)}</dd>
            <dt>Do not apply</dt><dd>{count($cases[*[@key = 'verdict'] = 'DOES_NOT_APPLY'])}</dd>
            <dt>Not tried</dt><dd>{count($untried)}</dd>
          </dl>
          <h2>What to do first</h2>
          <p class="next">{
            if ($wrong) then $wrong[1]/*[@key = 'conformanceCase'] ! ('Mend case ' || *[@key = 'number'] || ': ' || *[@key = 'title'] || '. ' || *[@key = 'why'])
            else if ($untried) then 'Lay the keys that are missing where the partner''s guide says, and run it again.'
            else 'Nothing: it is as it must be.'}</p>
          <xsl:for-each-group select="$cases" group-adjacent="string(*[@key = 'conformanceCase']/*[@key = 'area'])">
            <h2 id="area-{position()}">{current-grouping-key()}</h2>
            <div class="wide" role="region" aria-labelledby="area-{position()}" tabindex="0">
              <table>
                <caption>{count(current-group()[*[@key = 'verdict'] = 'AS_IT_MUST_BE'])} of {count(current-group())} as they must be</caption>
                <thead>
                  <tr>
                    <th scope="col">Number</th>
                    <th scope="col">Case</th>
                    <th scope="col">Why</th>
                    <th scope="col">Expected</th>
                    <th scope="col">Answer</th>
                    <th scope="col">Outcome</th>
                  </tr>
                </thead>
                <tbody>
                  <xsl:apply-templates select="current-group()"/>
                </tbody>
              </table>
            </div>
          </xsl:for-each-group>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="j:array/j:map">
    <xsl:variable name="case" select="*[@key = 'conformanceCase']"/>
    <tr>
      <td>{$case/*[@key = 'number']}</td>
      <th scope="row">{$case/*[@key = 'title']}</th>
      <td>{$case/*[@key = 'why']}</td>
      <td><xsl:apply-templates select="$case/*[@key = 'expect']"/></td>
      <xsl:choose>
        <xsl:when test="*[@key = 'verdict'] = 'DOES_NOT_APPLY'"><td>none: it does not apply, because: {*[@key = 'seen']}</td></xsl:when>
        <xsl:otherwise><td>{*[@key = 'seen']}</td></xsl:otherwise>
      </xsl:choose>
      <td>
        <xsl:choose>
          <xsl:when test="*[@key = 'verdict'] = 'NOT_SO'"><strong class="not-so">not so</strong></xsl:when>
          <xsl:otherwise>{lower-case(translate(*[@key = 'verdict'], '_', ' '))}</xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="j:map[@key = 'expect']">
    <xsl:text>{
      if (*[@key = 'fault'] = 'true') then 'a fault'
      else if (j:boolean[@key = 'taken']) then if (*[@key = 'taken'] = 'true') then 'that it is taken' else 'that it is not taken'
      else if (j:string[@key = 'connection']) then 'no connection'
      else *[@key = 'status'] || j:string[@key = 'code'] ! (' ' || .) || j:string[@key = 'finding'] ! (' (' || . || ')')
        || (if (*[@key = 'same'] = 'true') then ', the same receipt' else '')}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
